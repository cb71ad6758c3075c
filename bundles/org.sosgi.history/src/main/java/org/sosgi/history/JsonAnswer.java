package org.sosgi.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.Durations;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Rank;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.StoredType;

/** An answer as one JSON object. */
final class JsonAnswer implements Answer {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    JsonAnswer(PrintWriter out) {
        this.out = out;
    }

    /** Writes the members of an object. */
    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private void object(Members members) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        }
        out.println();
    }

    @Override
    public void types(List<StoredType> types) throws IOException {
        object(json -> {
            json.writeObjectFieldStart("types");
            for (StoredType type : types) {
                json.writeObjectFieldStart(type.name());
                for (Map.Entry<String, ?> field : type.fields().entrySet()) {
                    json.writeStringField(field.getKey(), field.getValue().toString());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    @Override
    public void chart(List<String> by, Chart chart) throws IOException {
        object(json -> {
            json.writeNumberField("bucket_seconds", chart.bucket().toSeconds());
            json.writeBooleanField("complete", chart.complete());
            json.writeArrayFieldStart("series");
            for (Chart.Series series : chart.series()) {
                json.writeStartObject();
                json.writeObjectFieldStart("key");
                for (int i = 0; i < by.size(); i++) {
                    json.writeStringField(by.get(i), series.key().get(i));
                }
                json.writeEndObject();
                json.writeArrayFieldStart("points");
                for (Chart.Point point : series.points()) {
                    json.writeStartArray();
                    json.writeString(point.start().toString());
                    json.writeNumber(point.value());
                    json.writeEndArray();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    @Override
    public void latest(List<Row> rows) throws IOException {
        object(json -> rows(rows, json));
    }

    @Override
    public void page(Page page) throws IOException {
        object(json -> {
            rows(page.rows(), json);
            json.writeStringField("next", page.next());
            json.writeStringField("reached", page.reached().toString());
        });
    }

    @Override
    public void ranking(List<Rank> ranks) throws IOException {
        object(json -> {
            json.writeArrayFieldStart("ranking");
            for (Rank rank : ranks) {
                json.writeStartObject();
                json.writeStringField("value", rank.value());
                json.writeStringField("label", rank.label());
                durations(rank.durations(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void durations(Durations durations, JsonGenerator json) throws IOException {
        json.writeNumberField("count", durations.count());
        json.writeNumberField("total_ms", durations.totalMillis());
        json.writeNumberField("max_ms", durations.maxMillis());
        json.writeArrayFieldStart("counts");
        for (long count : durations.counts()) {
            json.writeNumber(count);
        }
        json.writeEndArray();
    }

    private static void rows(List<Row> rows, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("events");
        for (Row row : rows) {
            json.writeStartObject();
            json.writeStringField("type", row.type());
            json.writeStringField("time", row.time().toString());
            json.writeNumberField("position", row.position());
            for (Map.Entry<String, Object> value : row.values().entrySet()) {
                json.writeFieldName(value.getKey());
                value(value.getValue(), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }
}
