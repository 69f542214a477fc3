#include "CXML.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <string.h>

typedef struct {
  const cx_handler *handler;
  int line;
  int depth;
  xmlParserCtxtPtr parser;
} reading;

/* Deeper than people nest; with more, looking for what an end closes takes the square of the length. */
enum { deepest_html = 1000 };

static void start_xml(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                      const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes) {
  (void)prefix, (void)uri, (void)spaces, (void)namespaces, (void)defaulted;
  const cx_handler *handler = ((reading *)user)->handler;
  enum { most = 32 };
  const char *pairs[2 * most + 1];
  char values[8192];
  size_t used = 0;
  int out = 0;
  for (int i = 0; i < count && out < 2 * most; i++) {
    const xmlChar **attribute = attributes + 5 * i;
    size_t length = (size_t)(attribute[4] - attribute[3]);
    if (used + length + 1 > sizeof values) continue;
    memcpy(values + used, attribute[3], length);
    values[used + length] = 0;
    pairs[out++] = (const char *)attribute[0];
    pairs[out++] = values + used;
    used += length + 1;
  }
  pairs[out] = NULL;
  handler->start(handler->context, (const char *)name, pairs);
}

static void end_xml(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix, (void)uri;
  const cx_handler *handler = ((reading *)user)->handler;
  handler->end(handler->context, (const char *)name);
}

static void start_html(void *user, const xmlChar *name, const xmlChar **attributes) {
  reading *self = user;
  const cx_handler *handler = self->handler;
  static const char *const none[] = {NULL};
  if (++self->depth > deepest_html) {
    self->line = self->parser->input != NULL && self->parser->input->line > 0 ? self->parser->input->line : 1;
    xmlStopParser(self->parser);
    return;
  }
  handler->start(handler->context, (const char *)name, attributes ? (const char *const *)attributes : none);
}

static void end_html(void *user, const xmlChar *name) {
  reading *self = user;
  const cx_handler *handler = self->handler;
  self->depth--;
  handler->end(handler->context, (const char *)name);
}

static void text(void *user, const xmlChar *bytes, int length) {
  const cx_handler *handler = ((reading *)user)->handler;
  if (length > 0) handler->text(handler->context, (const char *)bytes, (size_t)length);
}

static void fault(void *user, xmlErrorPtr error) {
  reading *self = user;
  if (self->line == 0 && error->level == XML_ERR_FATAL) self->line = error->line > 0 ? error->line : 1;
}

/* What libxml2 shares must be made before threads use it: two that read their first documents at once may wait for each
   other for ever. */
static void make_shared(void) {
  xmlInitParser();
  xmlDictFree(xmlDictCreate());
}

static void initialize(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_shared);
}

int cxml_read(const void *bytes, size_t length, const cx_handler *handler) {
  reading self = {handler, 0, 0, NULL};
  if (length > 0x7fffffff) return 1;
  initialize();
  xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) return 1;
  memset(parser->sax, 0, sizeof *parser->sax);
  parser->sax->initialized = XML_SAX2_MAGIC;
  parser->sax->startElementNs = start_xml;
  parser->sax->endElementNs = end_xml;
  parser->sax->characters = text;
  parser->sax->cdataBlock = text;
  parser->sax->serror = fault;
  parser->userData = &self;
  self.parser = parser;
  xmlCtxtUseOptions(parser, XML_PARSE_NONET);
  parser->sax2 = 1;
  xmlParseDocument(parser);
  if (self.line == 0 && !parser->wellFormed) self.line = 1;
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  xmlFreeParserCtxt(parser);
  return self.line;
}

int cxml_read_html(const void *bytes, size_t length, const char *encoding, const cx_handler *handler) {
  reading self = {handler, 0, 0, NULL};
  if (length == 0 || length > 0x7fffffff) return length == 0 ? 0 : 1;
  initialize();
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) return 1;
  memset(parser->sax, 0, sizeof *parser->sax);
  parser->sax->startElement = start_html;
  parser->sax->endElement = end_html;
  parser->sax->characters = text;
  parser->sax->cdataBlock = text;
  parser->userData = &self;
  self.parser = parser;
  int options = HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING;
  if (encoding != NULL) {
    xmlCharEncodingHandlerPtr coder = xmlFindCharEncodingHandler(encoding);
    if (coder != NULL) {
      xmlSwitchToEncoding(parser, coder);
      options |= HTML_PARSE_IGNORE_ENC;
    }
  }
  htmlCtxtUseOptions(parser, options);
  htmlParseDocument(parser);
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  htmlFreeParserCtxt(parser);
  return self.line;
}
