package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.sosgi.api.Attribute;

/**
 * H2, embedded.
 *
 * @param url with the settings that the sink needs
 * @param file the database's file; null if it is in memory or elsewhere
 */
record H2(String url, Path file) implements Dialect {

    private static final String SUFFIX = ".mv.db";

    /**
     * What the sink needs, unless the URL says otherwise. Pages are compressed, which makes the file less than half as large and
     * writing not slower. The database stays open until it is told to shut down, which may take 500 ms for tidying up. Statistics
     * for the optimizer are not collected: queries go by key.
     */
    private static final String[] SETTINGS = {
        "MODE=PostgreSQL",
        "DATABASE_TO_LOWER=TRUE",
        "DB_CLOSE_DELAY=-1",
        "DB_CLOSE_ON_EXIT=FALSE",
        "COMPRESS=TRUE",
        "CACHE_SIZE=8192",
        "ANALYZE_AUTO=0",
        "MAX_COMPACT_TIME=500",
        "TRACE_LEVEL_FILE=0",
    };

    /** In memory, on a server, in a file system of H2's own; one letter is a drive of Windows. */
    private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z]{2,}:");

    /**
     * Vendor codes: file corrupted, file of another version; a table or column of ours not found, which is what is left of a file
     * whose newest parts cannot be read.
     */
    private static final Set<Integer> DAMAGED = Set.of(90030, 90048, 42102, 42103, 42104, 42122);

    /** Vendor code: the file cannot be read or written. */
    private static final int INPUT_OUTPUT = 90028;

    /** Bytes at the beginning of a file without which it is none of H2's. */
    private static final long HEADER = 8_192;

    /** Vendor code: general error. */
    private static final int GENERAL = 50000;

    static H2 of(String url) {
        var complete = new StringBuilder(url);
        String upper = url.toUpperCase(Locale.ROOT);
        for (String setting : SETTINGS) {
            if (!upper.contains(";" + setting.substring(0, setting.indexOf('=') + 1))) {
                complete.append(';').append(setting);
            }
        }
        return new H2(complete.toString(), file(url));
    }

    private static Path file(String url) {
        int end = url.indexOf(';');
        String path = url.substring("jdbc:h2:".length(), end < 0 ? url.length() : end);
        if (path.startsWith("file:")) {
            path = path.substring("file:".length());
        } else if (ELSEWHERE.matcher(path).lookingAt()) {
            return null;
        }
        if (path.startsWith("~/")) {
            path = System.getProperty("user.home") + path.substring(1);
        }
        return Path.of(path + SUFFIX);
    }

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String driver() {
        return "org.h2.Driver";
    }

    @Override
    public void connecting(Properties properties) {}

    @Override
    public void prepare() throws IOException {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    @Override
    public String type(Attribute.Kind kind) {
        return switch (kind) {
            case TEXT -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE PRECISION";
            case FLAG -> "BOOLEAN";
        };
    }

    @Override
    public String timestamp() {
        return "TIMESTAMP(9) WITH TIME ZONE";
    }

    @Override
    public int nanos(int nanos) {
        return nanos;
    }

    @Override
    public String text(String text) {
        return text;
    }

    @Override
    public boolean copiesRowsForColumn() {
        return true;
    }

    @Override
    public String afterTable(String table) {
        return "";
    }

    /** Without this a commit is in memory for up to half a second. It writes; forcing the disk would be CHECKPOINT SYNC. */
    @Override
    public void flush(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    @Override
    public Size size(Connection connection) throws SQLException {
        long bytes = 0;
        double full = 1;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT setting_name, setting_value FROM information_schema.settings"
                                + " WHERE setting_name IN ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')")) {
            while (rows.next()) {
                if (rows.getString(1).equals("info.FILE_SIZE")) {
                    bytes = rows.getLong(2);
                } else {
                    full *= rows.getInt(2) / 100.0;
                }
            }
        }
        return new Size(bytes, (long) (bytes * full));
    }

    @Override
    public long fileBytes() {
        return file == null ? 0 : file.toFile().length();
    }

    /** What is free is known when it is written. */
    @Override
    public void removed(Connection connection, String table) throws SQLException {
        flush(connection);
    }

    @Override
    public boolean damaged(SQLException e) {
        if (file == null) {
            return false;
        }
        if (DAMAGED.contains(e.getErrorCode())) {
            return true;
        }
        if (e.getErrorCode() == INPUT_OUTPUT) {
            return fileBytes() > 0 && fileBytes() < HEADER;
        }
        if (e.getErrorCode() != GENERAL) {
            return false;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            // The store's own words, of org.h2.mvstore.DataUtils: error 6 is "file corrupt", 9 "chunk not found".
            if (message.contains("/6]") || message.contains("/9]") || cause instanceof IndexOutOfBoundsException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void letGo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    public String setAside() throws IOException {
        String name = file.getFileName().toString();
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
        Path aside = file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + ".damaged-" + time);
        for (int i = 2; Files.exists(aside); i++) {
            aside = aside.resolveSibling(aside.getFileName() + "-" + i);
        }
        Files.move(file, aside);
        return aside.toString();
    }

    @Override
    public void shutdown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
