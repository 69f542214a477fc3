#include "CXML.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

typedef struct {
  const cx_handler *handler;
  int line;
  void *parser;
} reading;

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
  const cx_handler *handler = ((reading *)user)->handler;
  static const char *const none[] = {NULL};
  handler->start(handler->context, (const char *)name, attributes ? (const char *const *)attributes : none);
}

static void end_html(void *user, const xmlChar *name) {
  const cx_handler *handler = ((reading *)user)->handler;
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

int cxml_read(const void *bytes, size_t length, const cx_handler *handler) {
  reading self = {handler, 0, NULL};
  xmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = start_xml;
  sax.endElementNs = end_xml;
  sax.characters = text;
  sax.cdataBlock = text;
  sax.serror = fault;
  if (length > 0x7fffffff) return 1;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &self, NULL, 0, NULL);
  if (parser == NULL) return 1;
  xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT * 0);
  int failed = xmlParseChunk(parser, bytes, (int)length, 1);
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  xmlFreeParserCtxt(parser);
  if (self.line == 0 && failed != 0) self.line = 1;
  return self.line;
}

void cxml_read_html(const void *bytes, size_t length, const char *encoding, const cx_handler *handler) {
  reading self = {handler, 0, NULL};
  htmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.startElement = start_html;
  sax.endElement = end_html;
  sax.characters = text;
  sax.cdataBlock = text;
  if (length > 0x7fffffff) return;
  htmlParserCtxtPtr parser =
      htmlCreatePushParserCtxt(&sax, &self, NULL, 0, NULL, encoding ? xmlParseCharEncoding(encoding) : XML_CHAR_ENCODING_NONE);
  if (parser == NULL) return;
  htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  htmlParseChunk(parser, bytes, (int)length, 1);
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  htmlFreeParserCtxt(parser);
}
