#ifndef CTOML_H
#define CTOML_H
/* toml++ behind a few functions: a text of TOML 1.0 as nodes that know where they stand. */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A text that was parsed; its nodes live as long.
typedef struct ct_document ct_document;
typedef struct ct_node ct_node;

/// Both from 1; columns are characters.
typedef struct ct_place {
  uint32_t line;
  uint32_t column;
} ct_place;

enum ct_kind { ct_other, ct_table, ct_array, ct_string, ct_date };

/// NULL if the text is no TOML: then `place` is where, and `message` says why in English, cut to `room` bytes with
/// their zero.
ct_document *_Nullable ct_parse(const char *_Nonnull bytes, size_t length, ct_place *_Nonnull place,
                                char *_Nonnull message, size_t room);
void ct_free(ct_document *_Nullable document);

const ct_node *_Nonnull ct_root(const ct_document *_Nonnull document);
enum ct_kind ct_kind_of(const ct_node *_Nonnull node);
/// Where the value begins.
ct_place ct_place_of(const ct_node *_Nonnull node);

/// Elements of an array, members of a table; of anything else 0.
size_t ct_count(const ct_node *_Nonnull node);
/// Of an array, by its place from 0 below `ct_count`; else NULL.
const ct_node *_Nullable ct_element(const ct_node *_Nonnull array, size_t index);
/// Of a table, in the order of the names; NULL past the last. The name is UTF-8, not followed by a zero. O(index).
const ct_node *_Nullable ct_member(const ct_node *_Nonnull table, size_t index,
                                   const char *_Nullable *_Nonnull name, size_t *_Nonnull length,
                                   ct_place *_Nonnull place);
/// A string's bytes, UTF-8, not followed by a zero; NULL of anything else.
const char *_Nullable ct_string_of(const ct_node *_Nonnull node, size_t *_Nonnull length);
/// Returns 1 and the day of a local date, or 0.
int32_t ct_date_of(const ct_node *_Nonnull node, int32_t *_Nonnull year, int32_t *_Nonnull month,
                   int32_t *_Nonnull day);

#ifdef __cplusplus
}
#endif
#endif
