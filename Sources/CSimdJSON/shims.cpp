#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>

using namespace simdjson;

struct cj_parser {
  dom::parser parser;
};

// A value stands for an element by its bytes.
static_assert(sizeof(dom::element) == sizeof(cj_value) && std::is_trivially_copyable<dom::element>::value);
static_assert(sizeof(dom::array::iterator) * 2 == sizeof(cj_elements) &&
              std::is_trivially_copyable<dom::array::iterator>::value);

static dom::element element(cj_value value) {
  dom::element out;
  std::memcpy(&out, &value, sizeof out);
  return out;
}

static cj_value value(dom::element element) {
  cj_value out;
  std::memcpy(&out, &element, sizeof out);
  return out;
}

cj_parser *cj_parser_create(void) { return new (std::nothrow) cj_parser; }
void cj_parser_free(cj_parser *parser) { delete parser; }

int32_t cj_parse(cj_parser *parser, const uint8_t *bytes, size_t length, size_t readable, cj_value *out) {
  // Room for half as much again, so that texts that grow little by little do not cost an allocation each.
  if (parser->parser.capacity() < length) {
    if (length > SIMDJSON_MAXSIZE_BYTES / 2) return CAPACITY;
    error_code error = parser->parser.allocate(length + length / 2);
    if (error) return error;
  }
  dom::element root;
  error_code error = parser->parser.parse(bytes, length, readable - length < SIMDJSON_PADDING).get(root);
  if (error) return error;
  *out = value(root);
  return 0;
}

const char *cj_error_text(int32_t error) {
  return error > 0 && error < NUM_ERROR_CODES ? error_message(error_code(error)) : "unknown error";
}

/// Where the first bytes stand that are no UTF-8; `length` if all are.
static size_t end_of_utf8(const uint8_t *bytes, size_t length) {
  size_t at = 0;
  while (at < length) {
    uint8_t first = bytes[at];
    size_t more = first < 0x80 ? 0 : first < 0xC2 ? 9 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 9;
    if (more > 3 || length - at <= more) break;
    // The second byte's bounds keep out overlong forms, surrogates and what is past U+10FFFF.
    uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    uint8_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (more > 0 && (bytes[at + 1] < low || bytes[at + 1] > high)) break;
    size_t index = 2;
    while (index <= more && bytes[at + index] >> 6 == 2) index += 1;
    if (more > 0 && index <= more) break;
    at += more + 1;
  }
  return at;
}

static bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// Takes a string from its quote on. Returns whether it is one; if not, `at` is where it goes wrong.
static bool take_string(const uint8_t *bytes, size_t length, size_t &at) {
  for (at += 1; at < length && bytes[at] != '"'; at += 1) {
    if (bytes[at] < 0x20) return false;
    if (bytes[at] != '\\') continue;
    if (at + 1 >= length || bytes[at + 1] == 0 || !std::strchr("\"\\/bfnrtu", bytes[at + 1])) return false;
    at += 1;
    if (bytes[at] != 'u') continue;
    for (int digit = 0; digit < 4; digit += 1) {
      if (at + 1 >= length || bytes[at + 1] == 0 || !std::strchr("0123456789abcdefABCDEF", bytes[at + 1])) return false;
      at += 1;
    }
  }
  if (at >= length) return false;
  at += 1;
  return true;
}

static bool take_digits(const uint8_t *bytes, size_t length, size_t &at) {
  size_t start = at;
  while (at < length && is_digit(bytes[at])) at += 1;
  return at > start;
}

/// Takes a number, `true`, `false` or `null`, as `take_string` does.
static bool take_word(const uint8_t *bytes, size_t length, size_t &at) {
  for (const char *word : {"true", "false", "null"}) {
    size_t size = std::strlen(word);
    if (length - at < size || std::memcmp(bytes + at, word, size) != 0) continue;
    at += size;
    return true;
  }
  size_t next = at + (bytes[at] == '-');
  if (next >= length || !is_digit(bytes[next])) return false;
  at = next;
  if (bytes[at] == '0') {
    at += 1;
  } else {
    take_digits(bytes, length, at);
  }
  if (at < length && bytes[at] == '.' && !take_digits(bytes, length, ++at)) return false;
  if (at < length && (bytes[at] | 0x20) == 'e') {
    at += 1;
    if (at < length && (bytes[at] == '+' || bytes[at] == '-')) at += 1;
    return take_digits(bytes, length, at);
  }
  return true;
}

/// Where the text stops being JSON; `length` if it is cut there; -1 if all of it is JSON.
static int64_t end_of_json(const uint8_t *bytes, size_t length) {
  enum { value, first_value, name, first_name, colon, behind } expected = value;
  std::string open;  // brackets
  size_t at = 0;
  // Ends: each turn takes a byte at least, or returns.
  while (true) {
    while (at < length && bytes[at] != 0 && std::strchr(" \t\r\n", bytes[at])) at += 1;
    if (at == length) return expected == behind && open.empty() ? -1 : int64_t(length);
    uint8_t byte = bytes[at];
    bool closes = !open.empty() && byte == (open.back() == '{' ? '}' : ']');
    if (closes && expected != value && expected != name && expected != colon) {
      open.pop_back();
      at += 1;
      expected = behind;
    } else if (expected == behind) {
      if (open.empty() || byte != ',') return int64_t(at);
      at += 1;
      expected = open.back() == '{' ? name : value;
    } else if (expected == colon) {
      if (byte != ':') return int64_t(at);
      at += 1;
      expected = value;
    } else if (expected == name || expected == first_name) {
      if (byte != '"' || !take_string(bytes, length, at)) return int64_t(at);
      expected = colon;
    } else if (byte == '{' || byte == '[') {
      open.push_back(char(byte));
      at += 1;
      expected = byte == '{' ? first_name : first_value;
    } else {
      if (!(byte == '"' ? take_string(bytes, length, at) : take_word(bytes, length, at))) return int64_t(at);
      expected = behind;
    }
  }
}

int64_t cj_error_position(const uint8_t *bytes, size_t length) {
  size_t end = end_of_utf8(bytes, length);
  return end < length ? int64_t(end) : end_of_json(bytes, length);
}

const uint8_t *cj_string(cj_value value, size_t *length) {
  std::string_view string;
  if (element(value).get_string().get(string)) return nullptr;
  *length = string.size();
  return reinterpret_cast<const uint8_t *>(string.data());
}

int32_t cj_integer(cj_value value, int64_t *number) { return element(value).get_int64().get(*number) == SUCCESS; }

int32_t cj_number(cj_value value, double *number) { return element(value).get_double().get(*number) == SUCCESS; }

int32_t cj_is_null(cj_value value) { return element(value).is_null(); }
int32_t cj_is_object(cj_value value) { return element(value).is_object(); }
int32_t cj_is_array(cj_value value) { return element(value).is_array(); }

int32_t cj_member(cj_value value_, const char *name, size_t length, cj_value *member) {
  dom::object object;
  dom::element found;
  if (element(value_).get_object().get(object)) return 0;
  if (object.at_key(std::string_view(name, length)).get(found)) return 0;
  *member = value(found);
  return 1;
}

cj_elements cj_begin(cj_value value) {
  cj_elements out;
  std::memset(&out, 0, sizeof out);
  dom::array array;
  if (element(value).get_array().get(array)) return out;
  dom::array::iterator ends[2] = {array.begin(), array.end()};
  std::memcpy(&out, ends, sizeof out);
  return out;
}

int32_t cj_next(cj_elements *elements, cj_value *out) {
  static const cj_elements none = {{0, 0, 0, 0}};
  if (std::memcmp(elements, &none, sizeof none) == 0) return 0;
  dom::array::iterator ends[2];
  std::memcpy(ends, elements, sizeof ends);
  if (!(ends[0] != ends[1])) return 0;
  *out = value(*ends[0]);
  ++ends[0];
  std::memcpy(elements, ends, sizeof ends);
  return 1;
}
