#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

static const UNormalizer2 *nfc(UErrorCode *error) { return unorm2_getNFCInstance(error); }

int32_t ci_nfc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = nfc(&error);
  if (U_FAILURE(error)) return -1;
  int32_t needed = unorm2_normalize(n, (const UChar *)text, length, (UChar *)out, capacity, &error);
  return U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR ? -1 : needed;
}

int32_t ci_nfc_span(const uint16_t *text, int32_t length) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = nfc(&error);
  if (U_FAILURE(error)) return -1;
  int32_t span = unorm2_spanQuickCheckYes(n, (const UChar *)text, length, &error);
  return U_FAILURE(error) ? -1 : span;
}

bool ci_nfc_boundary_before(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = nfc(&error);
  return U_SUCCESS(error) && unorm2_hasBoundaryBefore(n, (UChar32)scalar);
}

bool ci_nfc_inert(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = nfc(&error);
  return U_SUCCESS(error) && unorm2_isInert(n, (UChar32)scalar);
}

uint8_t ci_combining_class(uint32_t scalar) { return u_getCombiningClass((UChar32)scalar); }
int32_t ci_category(uint32_t scalar) { return u_charType((UChar32)scalar); }
uint32_t ci_lower(uint32_t scalar) { return (uint32_t)u_tolower((UChar32)scalar); }
