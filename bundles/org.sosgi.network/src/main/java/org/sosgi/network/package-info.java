/** Who may come in. A library that is copied into the bundles that listen. */
@Version("1.0.0")
package org.sosgi.network;

import org.osgi.annotation.versioning.Version;
