package org.sosgi.simulator.site;

import java.util.Iterator;
import java.util.List;

/** The command line of {@link SenseSiteMain}. */
record SenseSiteOptions(
        String certs,
        List<String> addresses,
        int enginePort,
        int proxyPort,
        int repositoryPort,
        long seed,
        boolean still,
        boolean ec,
        boolean stay) {

    /** @throws IllegalArgumentException if something is off; the message says what */
    static SenseSiteOptions of(List<String> args) {
        String certs = null;
        List<String> addresses = List.of("127.0.0.1");
        int engine = Service.ENGINE.port();
        int proxy = Service.PROXY.port();
        int repository = Service.REPOSITORY.port();
        long seed = 1;
        boolean still = false;
        boolean ec = false;
        boolean stay = false;
        for (Iterator<String> words = args.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--certs" -> certs = value(word, words);
                case "--nodes" -> addresses = List.of(SenseSiteBuilder.loopback(number(word, words)));
                case "--addresses" -> addresses = List.of(value(word, words).split(","));
                case "--engine-port" -> engine = number(word, words);
                case "--proxy-port" -> proxy = number(word, words);
                case "--repository-port" -> repository = number(word, words);
                case "--seed" -> seed = number(word, words);
                case "--still" -> still = true;
                case "--ec" -> ec = true;
                case "--stay" -> stay = true;
                default -> throw new IllegalArgumentException("there is no option " + word);
            }
        }
        if (certs == null) {
            throw new IllegalArgumentException("--certs is missing");
        }
        return new SenseSiteOptions(certs, addresses, engine, proxy, repository, seed, still, ec, stay);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static int number(String option, Iterator<String> words) {
        String value = value(option, words);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not " + value, e);
        }
    }
}
