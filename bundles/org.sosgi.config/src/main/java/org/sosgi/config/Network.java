package org.sosgi.config;

/** What a check asks of the network. Each question is answered within a short time, with no if there is no answer. */
interface Network {

    /** Returns whether the text is an IPv4 address, or a name that has one. */
    boolean knows(String host);

    /** Returns whether something listens there. */
    boolean reaches(String host, int port);
}
