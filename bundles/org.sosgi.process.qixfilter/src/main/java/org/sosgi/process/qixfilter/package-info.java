/** Lets only chosen entries of the engine's performance log pass. */
package org.sosgi.process.qixfilter;
