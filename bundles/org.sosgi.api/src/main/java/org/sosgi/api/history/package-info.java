/** What was observed before: charts, latest values, search and rankings over the events a store keeps. */
@Export
@Version("1.0.0")
package org.sosgi.api.history;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
