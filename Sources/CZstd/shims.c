#include "CZstd.h"

#include <zstd.h>

cz_compressor *cz_compressor_create(void) { return (cz_compressor *)ZSTD_createCCtx(); }
void cz_compressor_free(cz_compressor *context) { ZSTD_freeCCtx((ZSTD_CCtx *)context); }

size_t cz_bound(size_t length) { return ZSTD_compressBound(length); }

int64_t cz_compress(cz_compressor *context, const void *before, size_t before_length, const void *source,
                    size_t length, void *target, size_t capacity, int level) {
  ZSTD_CCtx *compressor = (ZSTD_CCtx *)context;
  ZSTD_CCtx_reset(compressor, ZSTD_reset_session_and_parameters);
  if (ZSTD_isError(ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, level)) ||
      ZSTD_isError(ZSTD_CCtx_refPrefix(compressor, before, before_length)))
    return -1;
  size_t size = ZSTD_compress2(compressor, target, capacity, source, length);
  return ZSTD_isError(size) ? -1 : (int64_t)size;
}

int64_t cz_content_size(const void *source, size_t length) {
  unsigned long long size = ZSTD_getFrameContentSize(source, length);
  return size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > INT64_MAX ? -1 : (int64_t)size;
}

int64_t cz_frame_size(const void *source, size_t length) {
  size_t size = ZSTD_findFrameCompressedSize(source, length);
  return ZSTD_isError(size) ? -1 : (int64_t)size;
}

cz_decompressor *cz_decompressor_create(void) { return (cz_decompressor *)ZSTD_createDCtx(); }
void cz_decompressor_free(cz_decompressor *context) { ZSTD_freeDCtx((ZSTD_DCtx *)context); }

int64_t cz_decompress(cz_decompressor *context, const void *before, size_t before_length, const void *source,
                      size_t length, void *target, size_t capacity) {
  ZSTD_DCtx *decompressor = (ZSTD_DCtx *)context;
  ZSTD_DCtx_reset(decompressor, ZSTD_reset_session_only);
  if (ZSTD_isError(ZSTD_DCtx_refPrefix(decompressor, before, before_length))) return -1;
  size_t size = ZSTD_decompressDCtx(decompressor, target, capacity, source, length);
  return ZSTD_isError(size) ? -1 : (int64_t)size;
}
