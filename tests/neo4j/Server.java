import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.harness.Neo4jBuilders;

/** A Neo4j in the given folder, on a free port that it prints, until its standard input ends. */
public class Server {
    public static void main(String[] folder) throws Exception {
        try (var neo4j = Neo4jBuilders.newInProcessBuilder(Path.of(folder[0]))
                .withDisabledServer()
                .withConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                .withConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
                .withConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofHours(1))
                .build()) {
            System.out.println("listening on bolt://127.0.0.1:" + neo4j.boltURI().getPort());
            System.in.read();
        }
        System.exit(0);
    }
}
