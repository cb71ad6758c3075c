/** What collectors that ask Sense services share. Each bundle that uses it holds a copy; none exports it. */
package org.sosgi.qlik.rest;
