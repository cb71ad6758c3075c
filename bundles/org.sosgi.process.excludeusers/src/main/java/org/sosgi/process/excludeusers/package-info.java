/** Drops the events of users who are not to be monitored. */
package org.sosgi.process.excludeusers;
