package org.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationFeedTest {
    private final RememberedConfigurations configurations = new RememberedConfigurations();

    private final List<ConfigurationFeed> started = new ArrayList<>();

    @TempDir
    Path home;

    private Path folder;
    private Path file;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectories(home.resolve("conf"));
        file = folder.resolve("api-manager.xml");
    }

    @AfterEach
    void stop() {
        started.forEach(ConfigurationFeed::close);
    }

    @Test
    void theFirstReadingIsDoneWhenTheComponentIsActive() throws Exception {
        write(port(20001));

        feed();
        assertThat(portInForce()).isEqualTo(20001);
        assertThat(configurations.drain()).contains("apim.keys", "apim.store", "apim.gateway.cors");
    }

    @Test
    void withoutAFileTheDefaultsHold() throws Exception {
        feed();
        assertThat(portInForce()).isEqualTo(10397);
    }

    @Test
    void aSavedFileTakesEffectAndOnlyWhatChangedIsFed() throws Exception {
        write(port(20001));
        feed();
        configurations.drain();

        write(port(20002));

        assertThat(configurations.awaitChange()).isEqualTo("apim.keys.thrift.server");
        assertThat(portInForce()).isEqualTo(20002);
        assertThat(configurations.drain()).isEmpty();
    }

    @Test
    void aFileMovedOverTheOldOneIsSeen() throws Exception {
        write(port(20001));
        feed();
        configurations.drain();
        Path other = Files.writeString(home.resolve("new.xml"), port(20003));

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        configurations.awaitChange();
        assertThat(portInForce()).isEqualTo(20003);
    }

    @Test
    void aBadFileChangesNothingAndTheNextGoodOneCounts() throws Exception {
        write(port(20001));
        ConfigurationFeed feed = feed();
        configurations.drain();

        write("<APIManager><APIKeyValidator><ThriftServerPort>none</ThriftServerPort>");
        feed.look();
        assertThat(portInForce()).isEqualTo(20001);
        assertThat(configurations.drain()).isEmpty();

        write(port(20004));
        configurations.awaitChange();
        assertThat(portInForce()).isEqualTo(20004);
    }

    @Test
    void aDeletedFileChangesNothing() throws Exception {
        write(port(20001));
        ConfigurationFeed feed = feed();
        configurations.drain();

        Files.delete(file);
        feed.look();

        assertThat(portInForce()).isEqualTo(20001);
        assertThat(configurations.drain()).isEmpty();
    }

    @Test
    void aFileThatIsFarTooLargeIsRefused() throws Exception {
        write("<APIManager>" + " ".repeat(1 << 20) + "</APIManager>");

        feed();
        assertThat(portInForce()).isEqualTo(10397);
    }

    @Test
    void theAddressOfTheKeyManagerIsPublishedForSynapseConfigurations() throws Exception {
        write(
                "<APIManager><APIKeyValidator><ServerURL>https://keys.example:9555/services/</ServerURL></APIKeyValidator>"
                        + "</APIManager>");

        feed();
        assertThat(System.getProperty("keyManager.hostname")).isEqualTo("keys.example");
        assertThat(System.getProperty("keyManager.port")).isEqualTo("9555");
    }

    private ConfigurationFeed feed() {
        ConfigurationFeed feed = new ConfigurationFeed(folder, new Placeholders(name -> null), configurations);
        started.add(feed);
        return feed;
    }

    private Object portInForce() {
        return configurations.byPid.get("apim.keys.thrift.server").get("port");
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text);
    }

    private static String port(int port) {
        return "<APIManager><APIKeyValidator><ThriftServerPort>" + port
                + "</ThriftServerPort></APIKeyValidator></APIManager>";
    }
}
