/**
 * Decoder for the user activity events that the Qlik Sense proxy sends over UDP.
 *
 * <p>{@link org.sosgi.qlik.userevents.UserEventDecoder} takes the datagram apart, {@link
 * org.sosgi.qlik.userevents.UserAgents} knows what browser and operating system a user agent stands for.
 */
package org.sosgi.qlik.userevents;
