/** Asks the Sense repository for the names of the apps, and knows them. */
package org.sosgi.qlik.apps;
