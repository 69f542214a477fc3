#include "CXXHash.h"

#include <xxhash.h>

uint64_t cx_hash(const void *bytes, size_t length) { return XXH3_64bits(bytes ? bytes : "", length); }
