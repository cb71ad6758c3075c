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

/**
 * Shows a {@link Node} to the JSON Schema library. A number without a fraction, also {@code 1000.0}, is an integer.
 *
 * <p>A placeholder without a value shows itself as a text, and remembers that somebody looked at it.
 */
final class SchemaNode implements JsonNode {

    /** JSON has no infinity. No key takes a fraction either, so this one stands for it. */
    private static final BigDecimal NOT_FINITE = new BigDecimal("0.5");

    private final Node node;
    private final SchemaNode parent;
    private final String step;
    private final List<SchemaNode> withoutValue;
    private final SimpleType type;
    private String pointer;
    private Map<String, JsonNode> members;
    private boolean lookedAt;

    private SchemaNode(Node node, SchemaNode parent, String step, List<SchemaNode> withoutValue) {
        this.node = node;
        this.parent = parent;
        this.step = step;
        this.withoutValue = withoutValue;
        this.type = type(node);
    }

    /** @param withoutValue gets the placeholders without a value that somebody looks at */
    static SchemaNode root(Node node, List<SchemaNode> withoutValue) {
        return new SchemaNode(node, null, "", withoutValue);
    }

    Node node() {
        return node;
    }

    private static SimpleType type(Node node) {
        if (node instanceof Node.Mapping) {
            return SimpleType.OBJECT;
        }
        if (node instanceof Node.Sequence) {
            return SimpleType.ARRAY;
        }
        if (!(node instanceof Node.Scalar scalar) || scalar.value() instanceof String) {
            return SimpleType.STRING;
        }
        Object value = scalar.value();
        if (value == null) {
            return SimpleType.NULL;
        }
        if (value instanceof Boolean) {
            return SimpleType.BOOLEAN;
        }
        boolean whole = value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal number
                        && number.stripTrailingZeros().scale() <= 0;
        return whole ? SimpleType.INTEGER : SimpleType.NUMBER;
    }

    @Override
    public String getJsonPointer() {
        if (pointer == null) {
            pointer = parent == null ? "" : parent.getJsonPointer() + "/" + JsonNode.encodeJsonPointer(step);
        }
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        if (node instanceof Node.Unresolved && !lookedAt) {
            lookedAt = true;
            withoutValue.add(this);
        }
        return type;
    }

    @Override
    public boolean asBoolean() {
        return (Boolean) value();
    }

    @Override
    public String asString() {
        return node instanceof Node.Scalar ? Objects.toString(value()) : "";
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        Object value = value();
        if (value instanceof Double) {
            return NOT_FINITE;
        }
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    /** Made anew for each who asks, which is one or two: what is seen of a long list need not be kept. */
    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> items = new ArrayList<>();
        for (Node item : ((Node.Sequence) node).items()) {
            items.add(new SchemaNode(item, this, Integer.toString(items.size()), withoutValue));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        if (members == null) {
            members = new LinkedHashMap<>();
            ((Node.Mapping) node)
                    .members()
                    .forEach((key, value) -> members.put(key, new SchemaNode(value, this, key, withoutValue)));
        }
        return members;
    }

    private Object value() {
        return ((Node.Scalar) node).value();
    }
}
