#include "CTOML.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

struct ct_document {
  toml::table root;
};

static const toml::node &node(const ct_node *node) { return *reinterpret_cast<const toml::node *>(node); }
static const ct_node *opaque(const toml::node *node) { return reinterpret_cast<const ct_node *>(node); }

static ct_place place(const toml::source_region &source) { return {source.begin.line, source.begin.column}; }

ct_document *ct_parse(const char *bytes, size_t length, ct_place *where, char *message, size_t room) {
  std::string_view reason = "no memory is left";
  *where = {1, 1};
  try {
    toml::parse_result result = toml::parse(std::string_view(bytes, length));
    if (result) return new ct_document{std::move(result).table()};
    *where = place(result.error().source());
    reason = result.error().description();
    size_t count = room > 0 ? std::min(room - 1, reason.size()) : 0;
    std::memcpy(message, reason.data(), count);
    if (room > 0) message[count] = 0;
    return nullptr;
  } catch (...) {
  }
  size_t count = room > 0 ? std::min(room - 1, reason.size()) : 0;
  std::memcpy(message, reason.data(), count);
  if (room > 0) message[count] = 0;
  return nullptr;
}

void ct_free(ct_document *document) { delete document; }

const ct_node *ct_root(const ct_document *document) { return opaque(&document->root); }

ct_kind ct_kind_of(const ct_node *value) {
  switch (node(value).type()) {
    case toml::node_type::table: return ct_table;
    case toml::node_type::array: return ct_array;
    case toml::node_type::string: return ct_string;
    case toml::node_type::date: return ct_date;
    default: return ct_other;
  }
}

ct_place ct_place_of(const ct_node *value) { return place(node(value).source()); }

size_t ct_count(const ct_node *value) {
  if (const toml::table *table = node(value).as_table()) return table->size();
  if (const toml::array *array = node(value).as_array()) return array->size();
  return 0;
}

const ct_node *ct_element(const ct_node *value, size_t index) {
  const toml::array *array = node(value).as_array();
  return array && index < array->size() ? opaque(array->get(index)) : nullptr;
}

const ct_node *ct_member(const ct_node *value, size_t index, const char **name, size_t *length, ct_place *where) {
  const toml::table *table = node(value).as_table();
  if (!table || index >= table->size()) return nullptr;
  auto member = std::next(table->cbegin(), static_cast<std::ptrdiff_t>(index));
  const toml::key &key = member->first;
  *name = key.str().data();
  *length = key.str().size();
  *where = place(key.source());
  return opaque(&member->second);
}

const char *ct_string_of(const ct_node *value, size_t *length) {
  const toml::value<std::string> *string = node(value).as_string();
  if (!string) return nullptr;
  *length = string->get().size();
  return string->get().data();
}

int32_t ct_date_of(const ct_node *value, int32_t *year, int32_t *month, int32_t *day) {
  const toml::value<toml::date> *date = node(value).as_date();
  if (!date) return 0;
  *year = date->get().year;
  *month = date->get().month;
  *day = date->get().day;
  return 1;
}
