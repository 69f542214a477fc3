#ifndef CSIMDJSON_H
#define CSIMDJSON_H
/* libsimdjson behind a few functions: one text of JSON at a time, looked at in place. */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Parses texts one after the other; its memory serves them all. Used by one thread.
typedef struct cj_parser cj_parser;

/// A value of the text that was parsed last. Valid until the next parse.
typedef struct cj_value {
  uint64_t words[2];
} cj_value;

/// The elements of an array, one after the other. Valid as its values are.
typedef struct cj_elements {
  uint64_t words[4];
} cj_elements;

/// NULL if there is no memory.
cj_parser *_Nullable cj_parser_create(void);
void cj_parser_free(cj_parser *_Nullable parser);

/// Parses one text of JSON, all of it.
///
/// `readable` is how many bytes may be read from `bytes`, at least `length`. What the parser needs to read past the
/// end (64 bytes, whatever they are) and may not, costs a copy.
///
/// Returns 0 and the value, or the number of an error.
int32_t cj_parse(cj_parser *_Nonnull parser, const uint8_t *_Nonnull bytes, size_t length, size_t readable,
                 cj_value *_Nonnull value);

/// What is wrong, in English. Never NULL.
const char *_Nonnull cj_error_text(int32_t error);

/// Where it is wrong, in bytes from 0; -1 if that is not known. Reads the text once more, byte by byte.
int64_t cj_error_position(const uint8_t *_Nonnull bytes, size_t length);

/// The string's bytes, which are UTF-8 with all escapes undone, or NULL if the value is none. They are not
/// followed by a zero.
const uint8_t *_Nullable cj_string(cj_value value, size_t *_Nonnull length);

/// Returns 1 and the number, or 0 if the value is no integer of 64 bits.
int32_t cj_integer(cj_value value, int64_t *_Nonnull number);

/// Returns 1 and the number, or 0 if the value is no number.
int32_t cj_number(cj_value value, double *_Nonnull number);

int32_t cj_is_null(cj_value value);
int32_t cj_is_object(cj_value value);
int32_t cj_is_array(cj_value value);

/// The member of this name. Returns 1, or 0 if there is none or the value is no object.
int32_t cj_member(cj_value object, const char *_Nonnull name, size_t length, cj_value *_Nonnull member);

/// Starts at the first element; there are none if the value is no array.
cj_elements cj_begin(cj_value array);
/// Returns 1 and the next element, or 0 at the end.
int32_t cj_next(cj_elements *_Nonnull elements, cj_value *_Nonnull element);

#ifdef __cplusplus
}
#endif
#endif
