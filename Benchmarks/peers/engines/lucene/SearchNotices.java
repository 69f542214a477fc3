import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/**
 * Searches notices.
 *
 * <p>{@code SearchNotices FOLDER QUERIES TABLE ROUNDS LIMIT} writes a table as {@code driver.py} describes it, after
 * rounds that only warm the machine up; {@code SearchNotices FOLDER QUERIES} prints the ms from the start of the virtual
 * machine to the hits of the first query.
 */
final class SearchNotices {
  private static final int WARM_UP_ROUNDS = 8;
  private static final long WARM_UP_NANOS = 20_000_000_000L;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private record Request(String name, Query query) {}

  /** What the rounds of one query gave; the least time counts. */
  private static final class Row {
    TopDocs best;
    int count;
    long bestTime = Long.MAX_VALUE;
    long countTime = Long.MAX_VALUE;
  }

  public static void main(String[] arguments) throws Exception {
    IndexSearcher.setDefaultQueryCache(null);
    List<Request> requests = requests(Path.of(arguments[1]));
    try (FSDirectory folder = FSDirectory.open(Path.of(arguments[0]));
        DirectoryReader reader = DirectoryReader.open(folder)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity(1.2f, 0.75f));
      if (arguments.length == 2) {
        best(searcher, requests.get(0).query(), 10);
        System.out.println(System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
      } else {
        int limit = Integer.parseInt(arguments[4]);
        warmUp(searcher, requests, limit);
        List<Row> rows = measure(searcher, requests, Integer.parseInt(arguments[3]), limit);
        write(Path.of(arguments[2]), reader, requests, rows);
      }
    }
  }

  /** Rounds until the compiler has seen the queries often enough, and has had the time to compile them. */
  private static void warmUp(IndexSearcher searcher, List<Request> requests, int limit) throws IOException {
    long end = System.nanoTime() + WARM_UP_NANOS;
    for (int round = 0; round < WARM_UP_ROUNDS || System.nanoTime() < end; round++) measure(searcher, requests, 1, limit);
  }

  private static List<Row> measure(IndexSearcher searcher, List<Request> requests, int rounds, int limit)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int place = 0; place < requests.size(); place++) rows.add(new Row());
    for (int round = 0; round < rounds; round++) {
      for (int place = 0; place < requests.size(); place++) {
        Query query = requests.get(place).query();
        Row row = rows.get(place);
        long start = CLOCK.getCurrentThreadCpuTime();
        row.best = best(searcher, query, limit);
        long between = CLOCK.getCurrentThreadCpuTime();
        row.count = searcher.count(query);
        long end = CLOCK.getCurrentThreadCpuTime();
        row.bestTime = Math.min(row.bestTime, between - start);
        row.countTime = Math.min(row.countTime, end - between);
      }
    }
    return rows;
  }

  /** The best hits, not caring how many there are: what cannot be among them is skipped. */
  private static TopDocs best(IndexSearcher searcher, Query query, int limit) throws IOException {
    return searcher.search(query, new TopScoreDocCollectorManager(limit, null, 1));
  }

  private static void write(Path path, DirectoryReader reader, List<Request> requests, List<Row> rows)
      throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(path))) {
      for (int place = 0; place < rows.size(); place++) {
        Row row = rows.get(place);
        List<String> ids = new ArrayList<>();
        for (ScoreDoc hit : row.best.scoreDocs) ids.add(String.format("n%07d", number(reader, hit.doc)));
        out.printf(Locale.ROOT, "%s\t%d\t%.1f\t%.1f\t%s\n", requests.get(place).name(), row.count, row.bestTime / 1e3,
            row.countTime / 1e3, String.join(" ", ids));
      }
    }
  }

  private static long number(DirectoryReader reader, int hit) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit, reader.leaves()));
    NumericDocValues numbers = leaf.reader().getNumericDocValues("number");
    numbers.advance(hit - leaf.docBase);
    return numbers.longValue();
  }

  private static List<Request> requests(Path path) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Request> requests = new ArrayList<>();
    for (String line : Files.readAllLines(path)) {
      String[] fields = line.split("\t");
      requests.add(new Request(fields[0], query(mapper.readTree(fields[2]))));
    }
    return requests;
  }

  private static Query query(JsonNode asked) {
    if (asked.has("prefix")) return new PrefixQuery(new Term("text", asked.get("prefix").asText()));
    if (asked.has("fuzzy")) {
      Term term = new Term("text", asked.get("fuzzy").asText());
      return new FuzzyQuery(term, 1, 0, 50, true, MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
    }
    List<String> words = new ArrayList<>();
    if (asked.has("terms")) asked.get("terms").forEach(word -> words.add(word.asText()));
    if (asked.has("phrase")) return new PhraseQuery("text", words.toArray(String[]::new));

    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Occur occur = asked.has("any") ? Occur.SHOULD : Occur.MUST;
    for (String word : words) all.add(new TermQuery(new Term("text", word)), occur);
    if (asked.has("reference")) {
      Query cited = new TermQuery(new Term("reference", asked.get("reference").asText()));
      if (words.isEmpty()) return new ConstantScoreQuery(cited);
      all.add(cited, Occur.FILTER);
    }
    if (asked.has("from")) {
      long from = Notices.dayNumber(asked.get("from").asText());
      long to = Notices.dayNumber(asked.get("to").asText());
      all.add(LongField.newRangeQuery("date", from, to), Occur.FILTER);
    }
    BooleanQuery built = all.build();
    return built.clauses().size() == 1 ? built.clauses().get(0).query() : built;
  }
}
