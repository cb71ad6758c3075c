package org.sosgi.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What a series of numbers is of, besides its host: the values of some columns, those that are not empty joined by {@code |}. Where one
 * is empty that is not the last, the values after it count as its own: the store cannot tell.
 */
final class Details {

    private static final List<String> COLUMNS =
            List.of("service", "virtual_proxy", "queue_type", "event_type", "error_type", "source");

    private final List<String> columns = new ArrayList<>();

    Details(Table table) {
        for (String column : COLUMNS) {
            if (table.columns().containsKey(column)) {
                columns.add(column);
            }
        }
    }

    boolean tells(String column) {
        return column.equals("host") || columns.contains(column);
    }

    String text(Series series, String column) {
        if (column.equals("host")) {
            return series.host();
        }
        String[] parts = series.detail().split("\\|", columns.size());
        int index = columns.indexOf(column);
        return index < parts.length ? parts[index] : "";
    }
}
