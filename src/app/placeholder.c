typedef int app_placeholder; /* until the first file of this layer stands */
