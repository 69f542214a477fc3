#define _GNU_SOURCE 1
#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

struct ca_archive {
  struct archive *archive;
  struct archive_entry *entry;
};

/* libarchive gives names in the thread's locale: none but UTF-8 has all of them. */
static locale_t utf8;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void make_utf8(void) { utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

static locale_t enter(void) {
  pthread_once(&utf8_once, make_utf8);
  return uselocale(utf8);
}

static ca_archive *made(int takes_single) {
  ca_archive *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  self->archive = archive_read_new();
  if (self->archive == NULL) {
    free(self);
    return NULL;
  }
  archive_read_support_filter_all(self->archive);
  archive_read_support_format_zip(self->archive);
  archive_read_support_format_tar(self->archive);
  archive_read_support_format_gnutar(self->archive);
  archive_read_support_format_7zip(self->archive);
  archive_read_support_format_rar(self->archive);
  archive_read_support_format_rar5(self->archive);
  if (takes_single) archive_read_support_format_raw(self->archive);
  return self;
}

ca_archive *ca_open_memory(const void *bytes, size_t length, int takes_single) {
  ca_archive *self = made(takes_single);
  if (self != NULL) archive_read_open_memory(self->archive, bytes, length);
  return self;
}

ca_archive *ca_open_file(const char *path, int takes_single) {
  ca_archive *self = made(takes_single);
  if (self != NULL) archive_read_open_filename(self->archive, path, 1 << 16);
  return self;
}

void ca_close(ca_archive *self) {
  if (self == NULL) return;
  archive_read_free(self->archive);
  free(self);
}

int ca_next(ca_archive *self) {
  locale_t before = enter();
  int result = archive_read_next_header(self->archive, &self->entry);
  uselocale(before);
  if (result == ARCHIVE_EOF) return 0;
  return result >= ARCHIVE_WARN ? 1 : -1;
}

const char *ca_path(ca_archive *self) {
  if (self->entry == NULL) return NULL;
  locale_t before = enter();
  const char *path = archive_entry_pathname(self->entry);
  if (path == NULL) path = archive_entry_pathname_utf8(self->entry);
  uselocale(before);
  return path;
}

ca_kind ca_entry_kind(ca_archive *self) {
  if (self->entry == NULL) return ca_other;
  if (archive_entry_hardlink(self->entry) != NULL || archive_entry_symlink(self->entry) != NULL) return ca_link;
  switch (archive_entry_filetype(self->entry)) {
    case AE_IFREG: return ca_file;
    case AE_IFDIR: return ca_folder;
    case AE_IFLNK: return ca_link;
    default: return ca_other;
  }
}

int ca_is_single(ca_archive *self) { return archive_format(self->archive) == ARCHIVE_FORMAT_RAW; }

int ca_is_encrypted(ca_archive *self) {
  return self->entry != NULL && archive_entry_is_encrypted(self->entry);
}

int64_t ca_read(ca_archive *self, void *buffer, size_t capacity) {
  return archive_read_data(self->archive, buffer, capacity);
}

const char *ca_error(ca_archive *self) {
  const char *text = archive_error_string(self->archive);
  return text ? text : "";
}
