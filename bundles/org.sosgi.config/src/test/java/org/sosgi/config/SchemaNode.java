package org.sosgi.config;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Shows a {@link Node} to the JSON Schema library. A number without a fraction, also {@code 1000.0}, is an integer. */
final class SchemaNode implements JsonNode {

    private final Node node;
    private final String pointer;

    SchemaNode(Node node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    Node node() {
        return node;
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        if (node instanceof Node.Mapping) {
            return SimpleType.OBJECT;
        }
        if (node instanceof Node.Sequence) {
            return SimpleType.ARRAY;
        }
        Object value = value();
        if (value == null) {
            return SimpleType.NULL;
        }
        if (value instanceof Boolean) {
            return SimpleType.BOOLEAN;
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return SimpleType.INTEGER;
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
        }
        return SimpleType.STRING;
    }

    @Override
    public boolean asBoolean() {
        return (Boolean) value();
    }

    @Override
    public String asString() {
        return Objects.toString(value());
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        Object value = value();
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> items = new ArrayList<>();
        for (Node item : ((Node.Sequence) node).items()) {
            items.add(new SchemaNode(item, pointer + "/" + items.size()));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        ((Node.Mapping) node)
                .members()
                .forEach((key, value) ->
                        members.put(key, new SchemaNode(value, pointer + "/" + JsonNode.encodeJsonPointer(key))));
        return members;
    }

    private Object value() {
        return ((Node.Scalar) node).value();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaNode that
                && getNodeType() == that.getNodeType()
                && (getNodeType() == SimpleType.INTEGER || getNodeType() == SimpleType.NUMBER
                        ? asNumber().compareTo(that.asNumber()) == 0
                        : equalParts(that));
    }

    private boolean equalParts(SchemaNode that) {
        return switch (getNodeType()) {
            case OBJECT -> asObject().equals(that.asObject());
            case ARRAY -> asArray().equals(that.asArray());
            default -> Objects.equals(value(), that.value());
        };
    }

    @Override
    public int hashCode() {
        return getNodeType().hashCode();
    }
}
