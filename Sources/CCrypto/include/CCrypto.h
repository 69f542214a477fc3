#ifndef CCRYPTO_H
#define CCRYPTO_H
/* OpenSSL's libcrypto behind one function. */
#include <stddef.h>
#include <stdint.h>

/// Writes the SHA-256 of `length` bytes into `out` (32 bytes). Returns 1, or 0 if libcrypto failed.
int cc_sha256(const void *_Nullable bytes, size_t length, uint8_t *_Nonnull out);
#endif
