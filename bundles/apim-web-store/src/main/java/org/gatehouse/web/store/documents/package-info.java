/** Documents of APIs at the store's door: listed and sent to those who may read them. */
@NullMarked
package org.gatehouse.web.store.documents;

import org.jspecify.annotations.NullMarked;
