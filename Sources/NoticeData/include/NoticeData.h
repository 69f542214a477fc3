#ifndef NOTICE_DATA_H
#define NOTICE_DATA_H
#include <stddef.h>
/// The embedded table of that file name (`kinds.tsv`), or NULL. UTF-8, tab-separated, one line an entry;
/// so are the report's style, script and icon (`report.css`, …), and the server's (`web.css`, …,
/// `templates/search.mustache`, …), as they are.
const unsigned char *_Nullable notice_table(const char *_Nonnull name, size_t *_Nonnull length);
/// The name of the embedded file of that number, from 0, or NULL behind the last.
const char *_Nullable notice_table_name(size_t number);
#endif
