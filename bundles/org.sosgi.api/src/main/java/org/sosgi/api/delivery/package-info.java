/** Watching and steering delivery: pausing sinks, sending them back in the journal, looking after what they refused. */
@Export
@Version("1.0.0")
package org.sosgi.api.delivery;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
