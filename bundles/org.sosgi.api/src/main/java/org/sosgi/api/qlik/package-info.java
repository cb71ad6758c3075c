/** What Qlik Sense collectors know and other plugins may ask. */
@Export
@Version("1.1.0")
package org.sosgi.api.qlik;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
