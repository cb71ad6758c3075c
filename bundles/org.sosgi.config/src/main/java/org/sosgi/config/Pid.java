package org.sosgi.config;

/**
 * The name of a configuration.
 *
 * @param name which instance of the factory {@code id}; empty for a configuration that exists once
 */
record Pid(String id, String name) {

    // Spelt out because the generated ones cost every start some milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof Pid that && id.equals(that.id) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + name.hashCode();
    }

    static Pid of(String id) {
        return new Pid(id, "");
    }

    static Pid of(String factory, String name) {
        return new Pid(factory, name);
    }

    boolean isFactory() {
        return !name.isEmpty();
    }

    /** Returns the name under which ConfigurationAdmin knows it. */
    @Override
    public String toString() {
        return isFactory() ? id + "~" + name : id;
    }
}
