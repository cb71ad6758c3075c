/** Adds tags from the configuration to chosen events. */
package org.sosgi.process.tags;
