/**
 * The contract between the engine and its plugins; everything imports it, it imports nothing.
 *
 * <p>Data flows one way: a {@link org.sosgi.api.Collector} or {@link org.sosgi.api.Decoder} emits {@link
 * org.sosgi.api.Event events}, {@link org.sosgi.api.Processor processors} change or drop them, the engine journals them, and every
 * {@link org.sosgi.api.Sink} is handed each journalled event at least once, in order. Plugins are OSGi services. They never see a
 * queue, a thread, a retry loop or a file of the engine's.
 *
 * <p>Unless said otherwise a parameter is never null, and a null argument throws {@link NullPointerException}.
 */
@Export
@Version("1.2.0")
package org.sosgi.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
