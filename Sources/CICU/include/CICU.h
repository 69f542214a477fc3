#ifndef CICU_H
#define CICU_H
/* ICU behind plain types: no ICU header may be visible to Swift (Foundation ships its own copy of
   the same type names), and ICU's version-suffixed symbols are named only inside shims.c. */
#include <stdbool.h>
#include <stdint.h>

/// Composes `length` UTF-16 units to NFC into `out`. Returns the length needed, or -1 on an ICU error.
int32_t ci_nfc(const uint16_t *_Nonnull text, int32_t length, uint16_t *_Nonnull out, int32_t capacity);
/// How many leading units are certainly NFC (unorm2_spanQuickCheckYes), or -1 on an ICU error.
int32_t ci_nfc_span(const uint16_t *_Nonnull text, int32_t length);
/// Whether NFC never composes `scalar` with what stands before it.
bool ci_nfc_boundary_before(uint32_t scalar);
/// Whether `scalar` alone is unchanged by NFC, whatever follows.
bool ci_nfc_inert(uint32_t scalar);
/// The canonical combining class of `scalar`.
uint8_t ci_combining_class(uint32_t scalar);
/// Unicode general category of `scalar`, as ICU numbers it (1 Lu, 2 Ll, 6 Mn, 9 Nd, 12 Zs, …).
int32_t ci_category(uint32_t scalar);
/// The simple lower case of `scalar`.
uint32_t ci_lower(uint32_t scalar);
#endif
