import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/** Indexes notices: {@code IndexNotices NOTICES FOLDER THREADS MERGE}; MERGE is true for one segment at the end. */
final class IndexNotices {
  private static final int MEMORY_MIB = 256;

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[2]);
    IndexWriterConfig config = new IndexWriterConfig(new Words());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(MEMORY_MIB * threads);
    config.setMergeScheduler(new SerialMergeScheduler());
    config.setUseCompoundFile(false);
    config.setSimilarity(new BM25Similarity(1.2f, 0.75f));
    try (FSDirectory folder = FSDirectory.open(Path.of(arguments[1]));
        IndexWriter writer = new IndexWriter(folder, config);
        Notices notices = new Notices(Path.of(arguments[0]))) {
      Callable<Void> work =
          () -> {
            for (Notices.Notice notice; (notice = notices.next()) != null; ) writer.addDocument(document(notice));
            return null;
          };
      if (threads == 1) work.call();
      else runOnThreads(work, threads);
      if (Boolean.parseBoolean(arguments[3])) writer.forceMerge(1);
      writer.commit();
    }
  }

  private static void runOnThreads(Callable<Void> work, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, work))) done.get();
    } finally {
      pool.shutdown();
    }
  }

  private static final FieldType TEXT = new FieldType();

  static {
    TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    TEXT.freeze();
  }

  private static Document document(Notices.Notice notice) {
    Document document = new Document();
    document.add(new Field("text", notice.text(), TEXT));
    for (String reference : notice.references()) document.add(new StringField("reference", reference, Field.Store.NO));
    document.add(new LongField("date", notice.day(), Field.Store.NO));
    document.add(new NumericDocValuesField("number", notice.number()));
    return document;
  }
}
