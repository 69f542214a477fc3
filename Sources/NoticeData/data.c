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
static const unsigned char table_family_names[] = {
#embed "data/family_names.tsv"
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

// The templates of the server's pages, and of their parts.
static const unsigned char template_archive_name[] = {
#embed "web/templates/archive-name.mustache"
};
static const unsigned char template_citations[] = {
#embed "web/templates/citations.mustache"
};
static const unsigned char template_count_of_documents[] = {
#embed "web/templates/count-of-documents.mustache"
};
static const unsigned char template_document[] = {
#embed "web/templates/document.mustache"
};
static const unsigned char template_error[] = {
#embed "web/templates/error.mustache"
};
static const unsigned char template_facet[] = {
#embed "web/templates/facet.mustache"
};
static const unsigned char template_frame[] = {
#embed "web/templates/frame.mustache"
};
static const unsigned char template_help[] = {
#embed "web/templates/help.mustache"
};
static const unsigned char template_hit[] = {
#embed "web/templates/hit.mustache"
};
static const unsigned char template_missing[] = {
#embed "web/templates/missing.mustache"
};
static const unsigned char template_mistake[] = {
#embed "web/templates/mistake.mustache"
};
static const unsigned char template_month[] = {
#embed "web/templates/month.mustache"
};
static const unsigned char template_pager[] = {
#embed "web/templates/pager.mustache"
};
static const unsigned char template_parse[] = {
#embed "web/templates/parse.mustache"
};
static const unsigned char template_picture[] = {
#embed "web/templates/picture.mustache"
};
static const unsigned char template_query_error[] = {
#embed "web/templates/query-error.mustache"
};
static const unsigned char template_reference_form[] = {
#embed "web/templates/reference-form.mustache"
};
static const unsigned char template_references[] = {
#embed "web/templates/references.mustache"
};
static const unsigned char template_scans[] = {
#embed "web/templates/scans.mustache"
};
static const unsigned char template_search_form[] = {
#embed "web/templates/search-form.mustache"
};
static const unsigned char template_search[] = {
#embed "web/templates/search.mustache"
};
static const unsigned char template_task_filter[] = {
#embed "web/templates/task-filter.mustache"
};
static const unsigned char template_task[] = {
#embed "web/templates/task.mustache"
};
static const unsigned char template_tasks[] = {
#embed "web/templates/tasks.mustache"
};
static const unsigned char template_work_facts[] = {
#embed "web/templates/work-facts.mustache"
};
static const unsigned char template_work[] = {
#embed "web/templates/work.mustache"
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
    {"family_names.tsv", table_family_names, sizeof table_family_names},
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
    {"templates/archive-name.mustache", template_archive_name, sizeof template_archive_name},
    {"templates/citations.mustache", template_citations, sizeof template_citations},
    {"templates/count-of-documents.mustache", template_count_of_documents, sizeof template_count_of_documents},
    {"templates/document.mustache", template_document, sizeof template_document},
    {"templates/error.mustache", template_error, sizeof template_error},
    {"templates/facet.mustache", template_facet, sizeof template_facet},
    {"templates/frame.mustache", template_frame, sizeof template_frame},
    {"templates/help.mustache", template_help, sizeof template_help},
    {"templates/hit.mustache", template_hit, sizeof template_hit},
    {"templates/missing.mustache", template_missing, sizeof template_missing},
    {"templates/mistake.mustache", template_mistake, sizeof template_mistake},
    {"templates/month.mustache", template_month, sizeof template_month},
    {"templates/pager.mustache", template_pager, sizeof template_pager},
    {"templates/parse.mustache", template_parse, sizeof template_parse},
    {"templates/picture.mustache", template_picture, sizeof template_picture},
    {"templates/query-error.mustache", template_query_error, sizeof template_query_error},
    {"templates/reference-form.mustache", template_reference_form, sizeof template_reference_form},
    {"templates/references.mustache", template_references, sizeof template_references},
    {"templates/scans.mustache", template_scans, sizeof template_scans},
    {"templates/search-form.mustache", template_search_form, sizeof template_search_form},
    {"templates/search.mustache", template_search, sizeof template_search},
    {"templates/task-filter.mustache", template_task_filter, sizeof template_task_filter},
    {"templates/task.mustache", template_task, sizeof template_task},
    {"templates/tasks.mustache", template_tasks, sizeof template_tasks},
    {"templates/work-facts.mustache", template_work_facts, sizeof template_work_facts},
    {"templates/work.mustache", template_work, sizeof template_work},
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

const char *notice_table_name(size_t number) {
  return number < sizeof tables / sizeof *tables ? tables[number].name : NULL;
}
