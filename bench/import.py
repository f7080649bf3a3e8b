"""The import of a roster beside a bare floor, django-import-export and row-by-row ORM; --quick, --profile"""

import sys

from bench.imports.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
