#ifndef CXML_H
#define CXML_H
/* libxml2 behind a few functions: documents as events, without a tree. */
#include <stddef.h>

/// What is told while a document is read; texts are UTF-8, and no longer there after the call.
typedef struct {
  void *_Nullable context;
  /// `attributes`: name, value, name, value, …, NULL.
  void (*_Nonnull start)(void *_Nullable context, const char *_Nonnull name,
                         const char *_Nullable const *_Nonnull attributes);
  void (*_Nonnull end)(void *_Nullable context, const char *_Nonnull name);
  void (*_Nonnull text)(void *_Nullable context, const char *_Nonnull text, size_t length);
} cx_handler;

/// Reads XML. Nothing is fetched and no entity of the document's own is expanded. Names are local ones, without prefix.
/// Returns 0, or the line of the first fault.
int cxml_read(const void *_Nonnull bytes, size_t length, const cx_handler *_Nonnull handler);

/// Reads HTML as browsers do, more or less: no text is faulty. `encoding` may be NULL: what the document says; if it is
/// given, what the document says does not matter. Returns 0, or the line at which elements stand in each other more than
/// a thousand deep, where reading ends.
int cxml_read_html(const void *_Nonnull bytes, size_t length, const char *_Nullable encoding,
                    const cx_handler *_Nonnull handler);
#endif
