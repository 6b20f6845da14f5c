package org.gatehouse.web.store.documents;

import java.util.List;
import org.gatehouse.store.ApiDocuments;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts read about APIs. */
@Component(property = "apim.door=store")
public final class DocumentFiles implements JagSection {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    private final DocumentVerbs documents;

    /** Over the store's verbs. */
    @Activate
    public DocumentFiles(@Reference ApiDocuments room) {
        this.documents = new DocumentVerbs(room);
    }

    /** The list has two spellings: that of 1.9 and that of its manual. */
    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("api/listing/ajax/list.jag", PLEASE_LOGIN)
                        .any("getAllDocumentationOfApi", ErrorText.GENERIC, documents::list)
                        .any("getAllDocumentationOfAPI", ErrorText.GENERIC, documents::list),
                JagFile.at("api/documentation/view/ajax/file-docs.jag", PLEASE_LOGIN)
                        .any("getFileDocumentByFilePath", documents::file));
    }
}
