/** Tests of the dashboards: what the files look like, and that every query in them finds something. */
package org.sosgi.dashboards;
