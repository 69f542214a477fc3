#ifndef NOTICE_DATA_H
#define NOTICE_DATA_H
#include <stddef.h>
/// The embedded table of that file name (`kinds.tsv`), or NULL. UTF-8, tab-separated, one line an entry;
/// so are the report's style, script and icon (`report.css`, …), and the server's (`web.css`, …), as they are.
const unsigned char *_Nullable notice_table(const char *_Nonnull name, size_t *_Nonnull length);
#endif
