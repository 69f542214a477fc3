#include "CZstd.h"

#include <zstd.h>

cz_compressor *cz_compressor_create(void) { return (cz_compressor *)ZSTD_createCCtx(); }
void cz_compressor_free(cz_compressor *context) { ZSTD_freeCCtx((ZSTD_CCtx *)context); }

size_t cz_bound(size_t length) { return ZSTD_compressBound(length); }

int64_t cz_compress(cz_compressor *context, const void *source, size_t length, void *target, size_t capacity,
                    int level) {
  size_t size = ZSTD_compressCCtx((ZSTD_CCtx *)context, target, capacity, source, length, level);
  return ZSTD_isError(size) ? -1 : (int64_t)size;
}

int64_t cz_content_size(const void *source, size_t length) {
  unsigned long long size = ZSTD_getFrameContentSize(source, length);
  return size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > INT64_MAX ? -1 : (int64_t)size;
}

cz_decompressor *cz_decompressor_create(void) { return (cz_decompressor *)ZSTD_createDCtx(); }
void cz_decompressor_free(cz_decompressor *context) { ZSTD_freeDCtx((ZSTD_DCtx *)context); }

int64_t cz_decompress(cz_decompressor *context, const void *source, size_t length, void *target, size_t capacity) {
  size_t size = ZSTD_decompressDCtx((ZSTD_DCtx *)context, target, capacity, source, length);
  return ZSTD_isError(size) ? -1 : (int64_t)size;
}
