import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.harness.Neo4jBuilders;

/** A Neo4j whose data the given folder keeps, on free ports that it prints, until its standard input ends; with "browser" also Neo4j Browser. */
public class Server {
    public static void main(String[] asked) throws Exception {
        var folder = Path.of(asked[0]).toAbsolutePath();
        var free = new SocketAddress("127.0.0.1", 0);
        var builder = Neo4jBuilders.newInProcessBuilder(folder)
                .withConfig(GraphDatabaseSettings.data_directory, folder.resolve("kept"))
                .withConfig(BoltConnector.listen_address, free)
                .withConfig(GraphDatabaseSettings.pagecache_memory, Long.getLong("page.cache.mb", 64) << 20)
                .withConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofHours(1));
        var browser = asked.length > 1 && asked[1].equals("browser");
        builder = browser ? builder.withConfig(HttpConnector.listen_address, free) : builder.withDisabledServer();
        try (var neo4j = builder.build()) {
            var pages = browser ? " and " + neo4j.httpURI().resolve("browser/") : "";
            System.out.println("listening on bolt://127.0.0.1:" + neo4j.boltURI().getPort() + pages);
            System.in.read();
        }
        System.exit(0);
    }
}
