#ifndef CZSTD_H
#define CZSTD_H
/* libzstd behind a few functions. */
#include <stddef.h>
#include <stdint.h>

typedef struct cz_compressor cz_compressor;

/// A context that many calls share; NULL if there is no memory.
cz_compressor *_Nullable cz_compressor_create(void);
void cz_compressor_free(cz_compressor *_Nullable context);

/// How large the result of `cz_compress` can get.
size_t cz_bound(size_t length);

/// One frame of `source` in `target`, in which what `before` has already is not said again. Returns its size, or -1.
int64_t cz_compress(cz_compressor *_Nonnull context, const void *_Nullable before, size_t before_length,
                    const void *_Nullable source, size_t length, void *_Nonnull target, size_t capacity, int level);

/// How long the content of the frame is, as its head says; -1 if it does not say or is no frame.
int64_t cz_content_size(const void *_Nullable source, size_t length);

/// How long the frame is that `source` begins with; -1 if it is none, or is cut.
int64_t cz_frame_size(const void *_Nullable source, size_t length);

typedef struct cz_decompressor cz_decompressor;

/// A context that many calls share; NULL if there is no memory.
cz_decompressor *_Nullable cz_decompressor_create(void);
void cz_decompressor_free(cz_decompressor *_Nullable context);

/// The content in `target` of a frame that was written after `before`. Returns its size, or -1 for a damaged frame.
int64_t cz_decompress(cz_decompressor *_Nonnull context, const void *_Nullable before, size_t before_length,
                      const void *_Nullable source, size_t length, void *_Nonnull target, size_t capacity);
#endif
