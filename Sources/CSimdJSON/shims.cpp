#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstring>
#include <new>
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

/// Walks everything; the first error ends it. As deep as the parser allows, 1024.
static error_code walk(ondemand::value value) {
  ondemand::json_type type;
  error_code error = value.type().get(type);
  if (error) return error;
  switch (type) {
    case ondemand::json_type::object: {
      ondemand::object object;
      if ((error = value.get_object().get(object))) return error;
      for (auto field : object) {
        ondemand::value inner;
        if ((error = field.error()) || (error = field.value().get(inner)) || (error = walk(inner))) return error;
      }
      return SUCCESS;
    }
    case ondemand::json_type::array: {
      ondemand::array array;
      if ((error = value.get_array().get(array))) return error;
      for (auto element : array) {
        ondemand::value inner;
        if ((error = element.get(inner)) || (error = walk(inner))) return error;
      }
      return SUCCESS;
    }
    case ondemand::json_type::number: {
      double number;
      return value.get_double().get(number);
    }
    case ondemand::json_type::string: {
      std::string_view string;
      return value.get_string().get(string);
    }
    case ondemand::json_type::boolean: {
      bool boolean;
      return value.get_bool().get(boolean);
    }
    case ondemand::json_type::null: return value.is_null() ? SUCCESS : N_ATOM_ERROR;
  }
  return SUCCESS;
}

int64_t cj_error_position(const uint8_t *bytes, size_t length) {
  size_t end = end_of_utf8(bytes, length);
  if (end < length) return int64_t(end);
  padded_string padded(reinterpret_cast<const char *>(bytes), length);
  if (padded.data() == nullptr) return -1;
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(padded).get(document)) return -1;
  ondemand::value root;
  error_code error = document.get_value().get(root);
  if (!error) error = walk(root);
  const char *location;
  if (document.current_location().get(location)) return error ? -1 : int64_t(length);
  int64_t position = location - padded.data();
  return position >= 0 && position <= int64_t(length) ? position : -1;
}

const uint8_t *cj_string(cj_value value, size_t *length) {
  std::string_view string;
  if (element(value).get_string().get(string)) return nullptr;
  *length = string.size();
  return reinterpret_cast<const uint8_t *>(string.data());
}

int32_t cj_integer(cj_value value, int64_t *number) { return element(value).get_int64().get(*number) == SUCCESS; }

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
