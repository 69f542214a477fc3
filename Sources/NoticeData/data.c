#include "NoticeData.h"

#include <string.h>

static const unsigned char table_agencies[] = {
#embed "data/agencies.tsv"
};
static const unsigned char table_bodies[] = {
#embed "data/bodies.tsv"
};
static const unsigned char table_capitals[] = {
#embed "data/capitals.tsv"
};
static const unsigned char table_compounds[] = {
#embed "data/compounds.tsv"
};
static const unsigned char table_confusions[] = {
#embed "data/confusions.tsv"
};
static const unsigned char table_fields[] = {
#embed "data/fields.tsv"
};
static const unsigned char table_groups[] = {
#embed "data/groups.tsv"
};
static const unsigned char table_heads[] = {
#embed "data/heads.tsv"
};
static const unsigned char table_kinds[] = {
#embed "data/kinds.tsv"
};
static const unsigned char table_labels[] = {
#embed "data/labels.tsv"
};
static const unsigned char table_language[] = {
#embed "data/language.bin"
};
static const unsigned char table_laws[] = {
#embed "data/laws.tsv"
};
static const unsigned char table_legacy_charsets[] = {
#embed "data/legacy_charsets.tsv"
};
static const unsigned char table_loans[] = {
#embed "data/loans.tsv"
};
static const unsigned char table_marks[] = {
#embed "data/marks.tsv"
};
static const unsigned char table_misreadings[] = {
#embed "data/misreadings.tsv"
};
static const unsigned char table_onsets[] = {
#embed "data/onsets.tsv"
};
static const unsigned char table_posts[] = {
#embed "data/posts.tsv"
};
static const unsigned char table_provinces[] = {
#embed "data/provinces.tsv"
};
static const unsigned char table_rimes[] = {
#embed "data/rimes.tsv"
};
static const unsigned char table_stops[] = {
#embed "data/stops.tsv"
};
static const unsigned char table_topics[] = {
#embed "data/topics.tsv"
};

// The style, script and icon of the report in HTML.
static const unsigned char report_css[] = {
#embed "report/report.css"
};
static const unsigned char report_js[] = {
#embed "report/report.js"
};
static const unsigned char report_search[] = {
#embed "report/search.js"
};
static const unsigned char report_svg[] = {
#embed "report/report.svg"
};

static const unsigned char web_css[] = {
#embed "web/web.css"
};
static const unsigned char web_js[] = {
#embed "web/web.js"
};
static const unsigned char web_schemas[] = {
#embed "web/schemas.json"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} tables[] = {
    {"agencies.tsv", table_agencies, sizeof table_agencies},
    {"bodies.tsv", table_bodies, sizeof table_bodies},
    {"capitals.tsv", table_capitals, sizeof table_capitals},
    {"compounds.tsv", table_compounds, sizeof table_compounds},
    {"confusions.tsv", table_confusions, sizeof table_confusions},
    {"fields.tsv", table_fields, sizeof table_fields},
    {"groups.tsv", table_groups, sizeof table_groups},
    {"heads.tsv", table_heads, sizeof table_heads},
    {"kinds.tsv", table_kinds, sizeof table_kinds},
    {"labels.tsv", table_labels, sizeof table_labels},
    {"language.bin", table_language, sizeof table_language},
    {"laws.tsv", table_laws, sizeof table_laws},
    {"legacy_charsets.tsv", table_legacy_charsets, sizeof table_legacy_charsets},
    {"loans.tsv", table_loans, sizeof table_loans},
    {"marks.tsv", table_marks, sizeof table_marks},
    {"misreadings.tsv", table_misreadings, sizeof table_misreadings},
    {"onsets.tsv", table_onsets, sizeof table_onsets},
    {"posts.tsv", table_posts, sizeof table_posts},
    {"provinces.tsv", table_provinces, sizeof table_provinces},
    {"report.css", report_css, sizeof report_css},
    {"report.js", report_js, sizeof report_js},
    {"report.svg", report_svg, sizeof report_svg},
    {"rimes.tsv", table_rimes, sizeof table_rimes},
    {"schemas.json", web_schemas, sizeof web_schemas},
    {"search.js", report_search, sizeof report_search},
    {"stops.tsv", table_stops, sizeof table_stops},
    {"topics.tsv", table_topics, sizeof table_topics},
    {"web.css", web_css, sizeof web_css},
    {"web.js", web_js, sizeof web_js},
};

const unsigned char *notice_table(const char *name, size_t *length) {
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    if (strcmp(tables[i].name, name) == 0) {
      *length = tables[i].length;
      return tables[i].bytes;
    }
  *length = 0;
  return NULL;
}
