#ifndef CARCHIVE_H
#define CARCHIVE_H
/* libarchive behind a few functions: the files of an archive, one after the other. */
#include <stddef.h>
#include <stdint.h>

typedef struct ca_archive ca_archive;

typedef enum { ca_file, ca_folder, ca_link, ca_other } ca_kind;

/// Opens an archive of any format and compression that libarchive knows; NULL if there is no memory. `bytes` must stay
/// as long as the archive is open. With `takes_single` what is only compressed is an archive of one file.
ca_archive *_Nullable ca_open_memory(const void *_Nonnull bytes, size_t length, int takes_single);
/// The same for a file.
ca_archive *_Nullable ca_open_file(const char *_Nonnull path, int takes_single);
void ca_close(ca_archive *_Nullable archive);

/// Goes to the next entry. Returns 1, 0 at the end, -1 for a fault that the rest does not survive.
int ca_next(ca_archive *_Nonnull archive);
/// The entry's path as bytes, NUL-terminated; NULL if it has none.
const char *_Nullable ca_path(ca_archive *_Nonnull archive);
ca_kind ca_entry_kind(ca_archive *_Nonnull archive);
/// Whether the entry is all that was compressed: it has no name of its own.
int ca_is_single(ca_archive *_Nonnull archive);
int ca_is_encrypted(ca_archive *_Nonnull archive);
/// The next bytes of the entry: how many, 0 at its end, -1 for a fault.
int64_t ca_read(ca_archive *_Nonnull archive, void *_Nonnull buffer, size_t capacity);
/// What went wrong, in English; empty if nothing did.
const char *_Nonnull ca_error(ca_archive *_Nonnull archive);
#endif
