#include "CCrypto.h"

#include <openssl/evp.h>

int cc_sha256(const void *bytes, size_t length, uint8_t *out) {
  unsigned int size = 32;
  return EVP_Digest(bytes ? bytes : "", length, out, &size, EVP_sha256(), NULL) == 1 && size == 32;
}
