import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/** One node of a test cluster. Arguments: name, folder, HTTP port, transport port, all transport ports with commas. */
public class ClusterNode {
    private static final String[] MODULES = {
        "org.opensearch.analysis.common.CommonAnalysisPlugin",
        "org.opensearch.painless.PainlessPlugin",
        "org.opensearch.index.mapper.MapperExtrasPlugin",
        "org.opensearch.transport.Netty4Plugin",
    };

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0], folder = arguments[1], http = arguments[2], transport = arguments[3];
        List<String> hosts = new ArrayList<>(), names = new ArrayList<>();
        for (String port : arguments[4].split(",")) {
            hosts.add("127.0.0.1:" + port);
            names.add("node-" + port);
        }
        Settings settings = Settings.builder()
            .put("cluster.name", "portal-tests")
            .put("node.name", name)
            .put("path.home", folder)
            .put("path.data", Path.of(folder, "data").toString())
            .put("path.logs", Path.of(folder, "logs").toString())
            .put("network.host", "127.0.0.1")
            .put("http.port", http)
            .put("transport.port", transport)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .putList("discovery.seed_hosts", hosts)
            .putList("cluster.initial_cluster_manager_nodes", names)
            .build();
        List<Class<? extends Plugin>> modules = new ArrayList<>();
        for (String module : MODULES) {
            modules.add(Class.forName(module).asSubclass(Plugin.class));
        }
        Node node = new OpenSearchRunnerNode(new Environment(settings, Path.of(folder, "config")), modules);
        node.start();
        System.out.println("started " + name);
        Thread.currentThread().join();
    }
}
