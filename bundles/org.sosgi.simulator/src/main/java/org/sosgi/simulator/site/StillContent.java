package org.sosgi.simulator.site;

/** Always the same. */
final class StillContent implements Content {

    private static final String HEALTH = """
            {"version":"12.2345.0","started":"20260901T081530.000+0200",\
            "mem":{"committed":7443.5,"allocated":9022.25,"free":12000.125},"cpu":{"total":12},"session":{"active":3,"total":8},\
            "apps":{"active_docs":[],"loaded_docs":[],"in_memory_docs":[],"calls":1234,"selections":56},\
            "users":{"active":2,"total":5},"cache":{"hits":100,"lookups":150,"added":30,"replaced":2,"bytes_added":123456},\
            "saturated":false}""";

    @Override
    public String health(String address) {
        return HEALTH;
    }

    @Override
    public String sessions(String address, String virtualProxy) {
        return "[]";
    }

    @Override
    public String apps(String address) {
        return "[]";
    }
}
