#ifndef CXXHASH_H
#define CXXHASH_H
/* libxxhash behind one function. */
#include <stddef.h>
#include <stdint.h>

/// XXH3, 64 bits, of `length` bytes.
uint64_t cx_hash(const void *_Nullable bytes, size_t length);
#endif
