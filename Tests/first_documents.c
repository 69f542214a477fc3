/* Two threads that read their first documents at the same moment must both come back: `.ci/run` runs this many times, as
   a process has but one first moment. */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "CXML.h"

static atomic_int ready;

static void start(void *context, const char *name, const char *const *attributes) {}
static void end(void *context, const char *name) {}
static void text(void *context, const char *bytes, size_t length) {}

static void *read_document(void *unused) {
  static const char document[] = "<p>a</p>";
  cx_handler handler = {NULL, start, end, text};
  atomic_fetch_add(&ready, 1);
  while (atomic_load(&ready) < 2) {
  }
  cxml_read_html(document, strlen(document), "utf-8", &handler);
  return NULL;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, NULL, read_document, NULL);
  read_document(NULL);
  return pthread_join(other, NULL);
}
